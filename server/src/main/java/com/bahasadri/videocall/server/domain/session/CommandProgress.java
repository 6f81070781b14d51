package com.bahasadri.videocall.server.domain.session;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.control.Command;
import com.bahasadri.videocall.server.domain.control.Command.Status;
import com.bahasadri.videocall.server.domain.control.PageAnswer;
import com.bahasadri.videocall.server.domain.event.SessionEvent;
import com.bahasadri.videocall.server.domain.event.SessionEvent.CommandProgressed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How far the operators' commands have come. Of a session as it is; see {@link Session#progress}. */
public final class CommandProgress {
    private final Session session;

    CommandProgress(Session session) {
        this.session = session;
    }

    /**
     * Notes a command of an operator.
     *
     * @param command the command
     * @return the change
     * @throws ServiceException with {@link ErrorCode#SESSION_ENDED}
     */
    public Change request(Command command) {
        session.requireActive();
        Map<String, Command> all = new LinkedHashMap<>(session.commands());
        all.put(command.id(), command);
        return new Change(session.withCommands(all), List.of(new CommandProgressed(command, Status.REQUESTED, null)));
    }

    /**
     * Notes that who is to carry a command out was told; one whose outcome is known already stays as it is.
     *
     * @param commandId which
     * @return the change
     */
    public Change deliver(String commandId) {
        Command command = session.commands().get(commandId);
        if (command == null || command.delivered()) {
            return session.unchanged();
        }
        Map<String, Command> all = new LinkedHashMap<>(session.commands());
        all.put(commandId, command.told());
        return new Change(session.withCommands(all), List.of(new CommandProgressed(command, Status.DELIVERED, null)));
    }

    /**
     * Notes what a participant's page says of its microphone in answer to a command, and keeps it with the command: whoever
     * waits for the outcome may be on another server, which the answer may never reach.
     *
     * @param commandId a command to a participant that has no outcome yet
     * @param answer what the page said to it
     * @param muted whether the microphone is off now, which may have changed since
     * @param at when
     * @return the change
     */
    public Change answer(String commandId, PageAnswer answer, boolean muted, Instant at) {
        Change told = deliver(commandId);
        Command command = requireNonNull(told.session().commands().get(commandId), "no such command");
        Map<String, Command> all = new LinkedHashMap<>(told.session().commands());
        all.put(commandId, command.answered(answer));
        Session noted = told.session().withCommands(all);
        String who = requireNonNull(command.participantId(), "the command is to nobody");
        Change heard = noted.participants().containsKey(who)
                ? noted.presence().report(who, ParticipantState.microphone(muted), "", at)
                : noted.unchanged();
        List<SessionEvent> events = new ArrayList<>(told.events());
        events.addAll(heard.events());
        return new Change(heard.session(), events);
    }

    /**
     * Notes a command's outcome; the first one counts.
     *
     * @param commandId which
     * @param outcome what became of it
     * @param reason why it was refused or expired, or null; of a refusal the page's own words come first
     * @return the change
     */
    public Change conclude(String commandId, Status outcome, @Nullable String reason) {
        Command command = session.commands().get(commandId);
        if (command == null) {
            return session.unchanged();
        }
        Map<String, Command> rest = new LinkedHashMap<>(session.commands());
        rest.remove(commandId);
        PageAnswer answer = command.answer();
        boolean objected = outcome == Status.REFUSED && answer != null && answer.objection() != null;
        SessionEvent end = new CommandProgressed(command, outcome, objected ? answer.objection() : reason);
        // An answer may be faster than the note that it was asked for.
        boolean untold = !command.delivered() && outcome != Status.EXPIRED;
        return new Change(
                session.withCommands(rest),
                untold ? List.of(new CommandProgressed(command, Status.DELIVERED, null), end) : List.of(end));
    }
}
