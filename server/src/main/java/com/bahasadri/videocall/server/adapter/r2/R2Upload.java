package com.bahasadri.videocall.server.adapter.r2;

import com.bahasadri.videocall.server.adapter.disk.DiskFailure;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.port.FileStore.NewFile;
import com.bahasadri.videocall.server.port.FileStore.Upload;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file that arrives in parts: while one is sent, the next fills. A file of one part is put into the bucket in one
 * call.
 */
final class R2Upload implements Upload {
    private final NewFile file;
    private final Delivery delivery;
    private final Runnable atEnd;
    private final PartSender sender;
    private @Nullable PartFile filling;
    private @Nullable ServiceException failure;
    private boolean completing;
    private boolean complete;
    private boolean closed;

    R2Upload(NewFile file, Delivery delivery, Runnable atEnd) {
        this.file = file;
        this.delivery = delivery;
        this.atEnd = atEnd;
        this.sender = new PartSender(file, delivery.bucket(), delivery.senders());
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        requireArriving();
        try {
            sender.requireGood();
            int end = offset + length;
            int from = offset;
            while (from < end) {
                from += room().write(bytes, from, end - from);
            }
        } catch (IOException | RuntimeException e) {
            throw failed(e);
        }
    }

    @Override
    public void complete() {
        requireArriving();
        try {
            PartFile last = filling == null ? newPart() : filling;
            completing = true;
            if (sender.hasSent()) {
                sender.completeWith(last);
            } else {
                delivery.bucket().put(file, last.body());
            }
            if (sender.isGivenUp()) {
                throw new IllegalStateException("the file was deleted while it arrived");
            }
            complete = true;
        } catch (IOException | RuntimeException e) {
            throw failed(e);
        }
    }

    /** Lets it never complete; called by other threads than the one that uploads. */
    void giveUp() {
        sender.giveUp();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (filling != null) {
                filling.close();
            }
        } catch (IOException e) {
            failed(e);
        }
        try {
            if (!complete) {
                takeBack();
            }
        } catch (RuntimeException e) {
            failed(e);
        } finally {
            atEnd.run();
        }
    }

    private void takeBack() {
        sender.abort();
        if (completing) {
            // What failed may have reached the bucket all the same.
            delivery.bucket().delete(file.id());
        }
    }

    private PartFile room() throws IOException {
        PartFile part = filling;
        if (part != null && part.isFull()) {
            sender.send(part);
            filling = null;
        }
        return filling == null ? newPart() : filling;
    }

    private PartFile newPart() throws IOException {
        PartFile part = PartFile.create(delivery.parts(), delivery.partBytes());
        filling = part;
        return part;
    }

    private void requireArriving() {
        if (failure != null) {
            throw failure;
        }
        if (complete || closed) {
            throw new IllegalStateException("the upload has ended");
        }
    }

    private ServiceException failed(Exception cause) {
        ServiceException known;
        if (cause instanceof ServiceException refusal) {
            known = refusal;
        } else if (cause instanceof IOException disk) {
            known = DiskFailure.of(file.id(), disk, delivery.parts());
        } else {
            known = R2Failure.of(file.id(), (RuntimeException) cause);
        }
        failure = known;
        return known;
    }
}
