package com.bahasadri.videocall.server.domain.file;

import static java.lang.System.Logger.Level.WARNING;

import com.bahasadri.videocall.server.port.FileStore;
import com.bahasadri.videocall.server.port.StateStore;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.function.Predicate;

/**
 * Deletes the bytes of files that no session lists. Each is noted before it has bytes or is about to lose them, and
 * the note is taken back after, so that at any moment what is stored is listed or noted. For many threads.
 */
final class FileDisposal {
    private static final System.Logger LOG = System.getLogger(FileDisposal.class.getName());

    private final StateStore state;
    private final FileStore files;
    private final Clock clock;
    private final Duration othersTake;

    FileDisposal(StateStore state, FileStore files, Clock clock, Duration othersTake) {
        this.state = state;
        this.files = files;
        this.clock = clock;
        this.othersTake = othersTake;
    }

    NotedFile note(String fileId, String sessionId) {
        NotedFile note = new NotedFile(fileId, sessionId, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        state.noteFile(note);
        return note;
    }

    void forget(NotedFile note) {
        state.forgetFile(note.fileId());
    }

    /** Deletes a file that is not listed, or, where the store fails, leaves the note for the next sweep. */
    void dispose(NotedFile note) {
        if (listed(note)) {
            return;
        }
        try {
            files.delete(note.fileId());
            forget(note);
        } catch (RuntimeException e) {
            LOG.log(WARNING, "the file " + note.fileId() + " could not be deleted; it is tried again", e);
        }
    }

    /** Takes back the notes of files that are listed: the process ended in between. Only before anything goes on. */
    void forgetListed() {
        state.notedFiles().stream()
                .filter(this::isNobodyElses)
                .filter(this::listed)
                .forEach(this::forget);
    }

    /** Deletes what is noted and not listed, but for what is on its way in. */
    void disposeOfNoted(Predicate<String> underWay) {
        // Asked in this order: what has arrived is listed before it is no longer under way.
        state.notedFiles().stream()
                .filter(note -> !underWay.test(note.fileId()))
                .filter(this::isNobodyElses)
                .forEach(this::dispose);
    }

    /** What another server may still be at is left alone, for it knows of it alone. */
    private boolean isNobodyElses(NotedFile note) {
        return !note.notedAt().plus(othersTake).isAfter(clock.instant());
    }

    private boolean listed(NotedFile note) {
        return state.find(note.sessionId())
                .filter(session -> session.files().containsKey(note.fileId()))
                .isPresent();
    }
}
