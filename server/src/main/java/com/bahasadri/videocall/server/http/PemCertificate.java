package com.bahasadri.videocall.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.glassfish.grizzly.ssl.SSLEngineConfigurator;

/** A certificate and its key from PEM files, as other servers take them. */
public final class PemCertificate {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final char[] NO_PASSWORD = {};

    private PemCertificate() {}

    /**
     * Loads a certificate for a listener; TLS 1.2 and 1.3 are spoken.
     *
     * @param certificate the file with the certificate chain, the server's own first
     * @param key the file with the private key, PKCS #8, RSA or elliptic curve
     * @return the listener's setting
     * @throws IOException if a file cannot be read
     * @throws GeneralSecurityException if a file does not hold what it should
     */
    public static SSLEngineConfigurator load(Path certificate, Path key) throws IOException, GeneralSecurityException {
        Certificate[] chain;
        try (InputStream in = Files.newInputStream(certificate)) {
            chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(in)
                    .toArray(Certificate[]::new);
        }
        if (chain.length == 0) {
            throw new CertificateException("no certificate (BEGIN CERTIFICATE) in the file");
        }
        PrivateKey privateKey = privateKey(Files.readString(key));
        requirePair(chain[0], privateKey);
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        store.setKeyEntry("server", privateKey, NO_PASSWORD, chain);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, NO_PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        SSLEngineConfigurator configurator = new SSLEngineConfigurator(context, false, false, false);
        configurator.setEnabledProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        return configurator;
    }

    /** Else the server would start, and every handshake fail. */
    private static void requirePair(Certificate certificate, PrivateKey key) throws GeneralSecurityException {
        boolean pair = false;
        if (key.getAlgorithm().equals(certificate.getPublicKey().getAlgorithm())) {
            Signature signature =
                    Signature.getInstance(key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA");
            signature.initSign(key);
            signature.update(certificate.getEncoded());
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(certificate.getEncoded());
            pair = signature.verify(signed);
        }
        if (!pair) {
            throw new InvalidKeyException("the key is not that of the first certificate");
        }
    }

    private static PrivateKey privateKey(String pem) throws GeneralSecurityException {
        Matcher matcher = KEY.matcher(pem);
        if (!matcher.find()) {
            throw new InvalidKeySpecException("no unencrypted PKCS #8 key (BEGIN PRIVATE KEY) in the file");
        }
        PKCS8EncodedKeySpec encoded =
                new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(matcher.group(1)));
        for (String algorithm : List.of("RSA", "EC")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
            } catch (InvalidKeySpecException e) {
                // Not of this kind.
            }
        }
        throw new InvalidKeySpecException("the key is neither RSA nor elliptic curve");
    }
}
