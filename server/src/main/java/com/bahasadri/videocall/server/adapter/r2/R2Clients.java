package com.bahasadri.videocall.server.adapter.r2;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * AWS's client, as R2 wants it: region {@code auto}, the bucket in the path, and bodies sent plain, without the
 * chunks and checksums that S3 takes and R2 does not. It has these settings alone: it asks no profile, no environment
 * and no metadata service of a cloud.
 */
final class R2Clients {
    private static final Region REGION = Region.of("auto");

    /** Empty instead of {@code ~/.aws}. */
    private static final Supplier<ProfileFile> NO_PROFILES =
            () -> ProfileFile.aggregator().build();

    /** Where the SDK looks for profiles first; whatever is told to a builder, it reads them when that builds. */
    private static final List<String> PROFILE_PROPERTIES = List.of("aws.configFile", "aws.sharedCredentialsFile");

    private static final String NOWHERE = "/nonexistent/aws";

    private R2Clients() {}

    static S3Client client(R2Settings settings) {
        return withoutProfiles(() -> newClient(settings));
    }

    static S3Presigner presigner(R2Settings settings) {
        return withoutProfiles(() -> newPresigner(settings));
    }

    private static synchronized <T> T withoutProfiles(Supplier<T> builder) {
        Map<String, @Nullable String> before = new HashMap<>();
        PROFILE_PROPERTIES.forEach(name -> before.put(name, System.setProperty(name, NOWHERE)));
        try {
            return builder.get();
        } finally {
            before.forEach(R2Clients::restore);
        }
    }

    private static void restore(String property, @Nullable String value) {
        if (value == null) {
            System.clearProperty(property);
        } else {
            System.setProperty(property, value);
        }
    }

    private static S3Client newClient(R2Settings settings) {
        return S3Client.builder()
                .region(REGION)
                .endpointOverride(settings.endpoint())
                .credentialsProvider(credentials(settings))
                .serviceConfiguration(bucketInPath())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .defaultsMode(DefaultsMode.STANDARD)
                .dualstackEnabled(false)
                .fipsEnabled(false)
                .crossRegionAccessEnabled(false)
                .disableS3ExpressSessionAuth(true)
                .overrideConfiguration(overrides(settings.timeouts()))
                .httpClient(UrlConnectionHttpClient.builder()
                        .connectionTimeout(settings.timeouts().connect())
                        .socketTimeout(settings.timeouts().silence())
                        .proxyConfiguration(ProxyConfiguration.builder()
                                .useEnvironmentVariablesValues(false)
                                .build())
                        .build())
                .build();
    }

    private static S3Presigner newPresigner(R2Settings settings) {
        return S3Presigner.builder()
                .region(REGION)
                .endpointOverride(settings.endpoint())
                .credentialsProvider(credentials(settings))
                .serviceConfiguration(bucketInPath())
                .dualstackEnabled(false)
                .fipsEnabled(false)
                .disableS3ExpressSessionAuth(true)
                .build();
    }

    private static ClientOverrideConfiguration overrides(R2Settings.Timeouts timeouts) {
        return ClientOverrideConfiguration.builder()
                .apiCallAttemptTimeout(timeouts.attempt())
                .apiCallTimeout(timeouts.call())
                .retryStrategy(AwsRetryStrategy.standardRetryStrategy())
                .defaultProfileFileSupplier(NO_PROFILES)
                .build();
    }

    private static S3Configuration bucketInPath() {
        return S3Configuration.builder()
                .pathStyleAccessEnabled(true)
                .chunkedEncodingEnabled(false)
                // A round trip for each part, and 5 seconds where the other side does not know it.
                .expectContinueEnabled(false)
                .accelerateModeEnabled(false)
                .multiRegionEnabled(false)
                .useArnRegionEnabled(false)
                .profileFile(NO_PROFILES)
                .build();
    }

    private static StaticCredentialsProvider credentials(R2Settings settings) {
        return StaticCredentialsProvider.create(
                AwsBasicCredentials.create(settings.accessKeyId(), settings.secretAccessKey()));
    }
}
