package com.bahasadri.videocall.server.domain.video;

import java.io.IOException;
import java.util.Set;

/** Which brands of an {@code ftyp} box are accepted. */
final class IsoBrands {
    /** QuickTime's, as the major brand. */
    static final String QUICKTIME = "qt  ";

    /** What makes a file MP4, as the major brand or a compatible one. */
    static final Set<String> MP4 = Set.of(
            "isom", "iso2", "iso3", "iso4", "iso5", "iso6", "iso7", "iso8", "iso9", "isoa", "isob", "isoc", "mp41",
            "mp42", "mp71", "avc1", "hvc1", "hev1", "av01", "vp09", "M4V ", "M4VH", "M4VP", "mmp4", "MSNV", "XAVC",
            "dash", "cmfc", "cmf2", "cmfs", "piff", "isml", "f4v ", "F4V ");

    /**
     * What a file is not MP4 with as the major brand, whatever it is compatible with: sound alone (M4A, M4B, M4P, F4A,
     * F4B), still pictures (HEIF, AVIF, Canon's raw ones, JPEG 2000). So are 3GPP's, which begin with {@code 3g}:
     * they have a type of their own, and mostly codecs that no browser plays.
     */
    private static final Set<String> OTHER = Set.of(
            "M4A ", "M4B ", "M4P ", "F4A ", "F4B ", "heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs",
            "mif1", "msf1", "avif", "avis", "avci", "avcs", "crx ", "jp2 ", "jpm ", "jpx ", "mjp2", "mj2s");

    private static final String THREE_GPP = "3g";
    private static final int BRAND = 4;
    private static final int MOST = 256;

    private IsoBrands() {}

    /** Reads an {@code ftyp} box and refuses a file of another kind. */
    static void check(Span box) throws IOException, UnreadableVideoException {
        String major = box.text(BRAND);
        box.skip(BRAND);
        if (box.left() > BRAND * MOST) {
            throw UnreadableVideoException.damaged("too many brands", box.position());
        }
        boolean known = QUICKTIME.equals(major) || MP4.contains(major);
        while (box.left() >= BRAND) {
            known |= MP4.contains(box.text(BRAND));
        }
        box.skipRest();
        if (!known || OTHER.contains(major) || major.startsWith(THREE_GPP)) {
            String printable = major.replaceAll("[^ -~]", "?").strip();
            throw new UnreadableVideoException(
                    "The file is of the kind \"" + printable + "\", no MP4 or QuickTime video");
        }
    }
}
