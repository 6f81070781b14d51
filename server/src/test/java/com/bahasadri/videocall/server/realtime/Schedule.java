package com.bahasadri.videocall.server.realtime;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * What happens to some sessions, in rounds; the steps of a round happen at once.
 *
 * @param rounds one after the other
 */
record Schedule(List<List<Step>> rounds) {
    /** How many sessions, and how many people, steps choose from: few, so that steps meet. */
    static final int SESSIONS = 2;

    static final int PEOPLE = 3;
    private static final int ROUNDS = 25;
    private static final int AT_ONCE = 4;

    /** All schedules. */
    static Arbitrary<Schedule> any() {
        Arbitrary<List<Step>> alone = step().list().ofSize(1);
        Arbitrary<List<Step>> together = step().list().ofMinSize(2).ofMaxSize(AT_ONCE);
        return Arbitraries.frequencyOf(Tuple.of(3, alone), Tuple.of(1, together))
                .list()
                .ofMinSize(1)
                .ofMaxSize(ROUNDS)
                .map(Schedule::new);
    }

    private static Arbitrary<Step> step() {
        Arbitrary<Kind> kinds = Arbitraries.frequency(
                Tuple.of(12, Kind.REPORT),
                Tuple.of(3, Kind.LEAVE),
                Tuple.of(4, Kind.REQUEST),
                Tuple.of(3, Kind.DELIVER),
                Tuple.of(3, Kind.CONCLUDE),
                Tuple.of(2, Kind.SHARE),
                Tuple.of(1, Kind.DELETE),
                Tuple.of(2, Kind.PLAY),
                Tuple.of(6, Kind.WATCH),
                Tuple.of(4, Kind.LOSE),
                Tuple.of(2, Kind.WAIT),
                Tuple.of(3, Kind.BREAK),
                Tuple.of(1, Kind.END));
        return Combinators.combine(
                        kinds,
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.integers().between(0, SESSIONS - 1),
                        Arbitraries.integers().between(0, PEOPLE - 1),
                        Arbitraries.integers().between(0, 7))
                .as(Step::new);
    }

    @Override
    public String toString() {
        return rounds.stream()
                .map(round -> round.stream().map(Step::toString).collect(Collectors.joining(" + ")))
                .collect(Collectors.joining("\n  ", "\n  ", "\n"));
    }

    /** What can happen. */
    enum Kind {
        /** A page reports its state; the first time it joins, and the same again is a duplicate. */
        REPORT,
        /** Somebody leaves, or has been away for too long. */
        LEAVE,
        /** An operator commands something. */
        REQUEST,
        /** A command is delivered, perhaps late. */
        DELIVER,
        /** A command has its outcome, perhaps late. */
        CONCLUDE,
        /** A file is shared. */
        SHARE,
        /** A file is deleted. */
        DELETE,
        /** A file is played. */
        PLAY,
        /** A page or an operator connects, in place of a connection that it has, and goes on behind what it knows. */
        WATCH,
        /** A connection is lost, perhaps with the last messages that were on it. */
        LOSE,
        /** Time passes, or a clock is set back. */
        WAIT,
        /** Something breaks: the process or what it keeps its state in. */
        BREAK,
        /** The session ends. */
        END
    }

    /**
     * One thing that happens.
     *
     * @param kind what
     * @param server on which server
     * @param session in which session
     * @param who to whom
     * @param detail how, in bits
     */
    record Step(Kind kind, int server, int session, int who, int detail) {
        boolean bit(int number) {
            return (detail >> number & 1) == 1;
        }

        @Override
        public String toString() {
            return "%s(server %d, session %d, who %d, %d)".formatted(kind, server, session, who, detail);
        }
    }
}
