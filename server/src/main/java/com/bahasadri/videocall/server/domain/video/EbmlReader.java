package com.bahasadri.videocall.server.domain.video;

import java.io.IOException;

/** Reads a WebM file: RFC 8794 and RFC 9559, and what WebM leaves of them. */
final class EbmlReader {
    private static final int EBML = 0x1A45DFA3;
    private static final int READ_VERSION = 0x42F7;
    private static final int MAX_ID_LENGTH = 0x42F2;
    private static final int MAX_SIZE_LENGTH = 0x42F3;
    private static final int DOC_TYPE = 0x4282;
    private static final int VOID = 0xEC;
    private static final int CRC_32 = 0xBF;

    private static final int SEEK_HEAD = 0x114D9B74;
    private static final int INFO = 0x1549A966;
    private static final int TRACKS = 0x1654AE6B;
    private static final int CUES = 0x1C53BB6B;
    private static final int CHAPTERS = 0x1043A770;
    private static final int TAGS = 0x1254C367;
    private static final int ATTACHMENTS = 0x1941A469;

    private static final int TIMESTAMP_SCALE = 0x2AD7B1;
    private static final int DURATION = 0x4489;

    private static final int TIMESTAMP = 0xE7;
    private static final int SIMPLE_BLOCK = 0xA3;
    private static final int BLOCK_GROUP = 0xA0;

    private static final int LONGEST_DOC_TYPE = 32;
    private static final int LONGEST_ID = 4;
    private static final int LONGEST_SIZE = 8;
    private static final double NANOSECONDS = 1e9;
    private static final double MILLISECOND = 1e-3;
    private static final double UNTOLD = -1;

    private final EbmlTracks tracks = new EbmlTracks();
    private String docType = "";
    private boolean segment;
    private double tickSeconds = MILLISECOND;
    private double declaredTicks;
    private boolean inOpenCluster;
    private double clusterStart = UNTOLD;

    /** Reads a file to its end, and tells how long it plays in seconds; 0, if it does not tell. */
    double read(ForwardInput input) throws IOException, UnreadableVideoException {
        EbmlElement.each(Span.whole(input), this::readTop);
        if (!segment) {
            throw UnreadableVideoException.cutOff();
        }
        if (!tracks.haveVideo()) {
            throw new UnreadableVideoException("The file has no video track");
        }
        if (!tracks.havePictures()) {
            throw new UnreadableVideoException("The file's video track is empty");
        }
        return declaredTicks > 0 ? declaredTicks * tickSeconds : tracks.seconds(tickSeconds);
    }

    private void readTop(EbmlElement element) throws IOException, UnreadableVideoException {
        switch (element.id()) {
            case EBML -> {
                requireFirst(element, element.start() == 0);
                readHeader(element);
            }
            case EbmlElement.SEGMENT -> {
                requireFirst(element, !segment);
                segment = true;
                EbmlElement.each(element.body(), this::readSegment);
            }
            case VOID, CRC_32 -> {}
            default -> throw element.damaged("something unknown");
        }
    }

    private void readHeader(EbmlElement header) throws IOException, UnreadableVideoException {
        EbmlElement.each(header.body(), element -> {
            switch (element.id()) {
                case READ_VERSION -> requireAtMost(element, 1);
                case MAX_ID_LENGTH -> requireAtMost(element, LONGEST_ID);
                case MAX_SIZE_LENGTH -> requireAtMost(element, LONGEST_SIZE);
                case DOC_TYPE ->
                    docType = element.body()
                            .text((int)
                                    Math.min(LONGEST_DOC_TYPE, element.body().left()))
                            .replace("\0", "");
                default -> {}
            }
        });
        if (!"webm".equals(docType)) {
            throw new UnreadableVideoException(
                    "matroska".equals(docType)
                            ? "The file is Matroska, not WebM"
                            : "The file is no MP4, QuickTime or WebM video");
        }
    }

    private void readSegment(EbmlElement element) throws IOException, UnreadableVideoException {
        switch (element.id()) {
            case EBML, EbmlElement.SEGMENT -> requireFirst(element, false);
            case EbmlElement.CLUSTER -> {
                inOpenCluster = element.open();
                clusterStart = UNTOLD;
                if (!element.open()) {
                    EbmlElement.each(element.body(), this::readCluster);
                }
            }
            case INFO -> {
                inOpenCluster = false;
                EbmlElement.each(element.body(), this::readInfo);
            }
            case TRACKS -> {
                inOpenCluster = false;
                tracks.read(element.body());
            }
            case SEEK_HEAD, CUES, CHAPTERS, TAGS, ATTACHMENTS -> inOpenCluster = false;
            default -> {
                if (inOpenCluster) {
                    readCluster(element);
                }
            }
        }
    }

    private void readInfo(EbmlElement element) throws IOException, UnreadableVideoException {
        switch (element.id()) {
            case TIMESTAMP_SCALE -> {
                tickSeconds = element.unsigned() / NANOSECONDS;
                if (tickSeconds == 0) {
                    throw element.damaged("an impossible number");
                }
            }
            case DURATION -> {
                declaredTicks = element.real();
                if (declaredTicks < 0) {
                    throw element.damaged("an impossible number");
                }
            }
            default -> {}
        }
    }

    private void readCluster(EbmlElement element) throws IOException, UnreadableVideoException {
        switch (element.id()) {
            case TIMESTAMP -> clusterStart = element.unsigned();
            case SIMPLE_BLOCK -> {
                requireTime(element);
                tracks.addBlock(EbmlBlock.read(element, clusterStart));
            }
            case BLOCK_GROUP -> {
                requireTime(element);
                tracks.addBlock(EbmlBlock.readGroup(element, clusterStart));
            }
            default -> {}
        }
    }

    private void requireTime(EbmlElement block) throws UnreadableVideoException {
        if (clusterStart < 0) {
            throw block.damaged("a block without a time");
        }
    }

    private static void requireFirst(EbmlElement element, boolean first) throws UnreadableVideoException {
        if (!first) {
            throw element.damaged("a second video");
        }
    }

    private static void requireAtMost(EbmlElement element, long most) throws IOException, UnreadableVideoException {
        if (element.unsigned() > most) {
            throw element.damaged("a form of WebM that is unknown");
        }
    }
}
