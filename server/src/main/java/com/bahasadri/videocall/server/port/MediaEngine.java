package com.bahasadri.videocall.server.port;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.session.Roster;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where the calls take place: RealtimeKit, or its emulator. Every method may throw a {@link ServiceException}
 * with {@link ErrorCode#REALTIMEKIT_ERROR}, its cause being the detail for the log, or with
 * {@link ErrorCode#UNAVAILABLE} and a time where nothing is taken for the moment. Safe for use by many threads.
 */
public interface MediaEngine {
    /** What the custom ids start with that the product makes up itself, each new: nobody can have one already. */
    String OWN_ID_PREFIX = "vc-";

    /** The name of the operators' preset, whose holders are hidden from everyone. */
    String OPERATOR_PRESET = "video_call_operator";

    /**
     * Creates a meeting.
     *
     * @param title a title for people, or null
     * @return the meeting
     */
    Meeting createMeeting(@Nullable String title);

    /**
     * Adds somebody to a meeting; a somebody whose custom id the meeting already has gets a new token instead.
     *
     * @param meetingId the meeting
     * @param somebody who
     * @return the participant's id and token
     * @throws ServiceException with {@link ErrorCode#NOT_FOUND} where the meeting or the preset does not exist
     */
    IssuedToken admit(String meetingId, NewParticipant somebody);

    /**
     * Adds an operator to a meeting: hidden from the participants, sending nothing, allowed to mute and to remove.
     *
     * @param meetingId the meeting
     * @param customId the operator's custom id, unique in the meeting
     * @return the operator's participant id and token
     * @throws ServiceException with {@link ErrorCode#NOT_FOUND} where the meeting does not exist
     */
    IssuedToken admitOperator(String meetingId, String customId);

    /**
     * Switches a live participant's microphone off.
     *
     * @param meetingId the meeting
     * @param participantId the participant
     * @return whether the engine confirmed it; false where it has no live participant of that id, or cannot mute
     */
    boolean mute(String meetingId, String participantId);

    /**
     * Removes a participant for good: its token is renewed no more, and it leaves the call if it is there.
     * Repeating it, or naming somebody who is not there, does no harm.
     *
     * @param meetingId the meeting
     * @param participantId the participant
     */
    void remove(String meetingId, String participantId);

    /**
     * Closes a meeting to newcomers, then removes everyone. Repeating it does no harm.
     *
     * @param meetingId the meeting
     */
    void end(String meetingId);

    /**
     * Reads who is connected to a meeting, with calls that give way to all others.
     *
     * @param meetingId the meeting
     * @return what RealtimeKit has of it
     * @throws ServiceException with {@link ErrorCode#NOT_FOUND} where the meeting does not exist
     */
    Roster roster(String meetingId);

    /**
     * A meeting.
     *
     * @param id RealtimeKit's id of it
     * @param createdAt when it was created
     */
    record Meeting(String id, Instant createdAt) {
        /** Requires both. */
        public Meeting {
            requireNonNull(id, "id is null");
            requireNonNull(createdAt, "createdAt is null");
        }
    }

    /**
     * Somebody to add to a meeting.
     *
     * @param name the display name, or null
     * @param customId our own id, free of personal data
     * @param presetName the RealtimeKit preset
     */
    record NewParticipant(@Nullable String name, String customId, String presetName) {
        /** Requires the id and the preset. */
        public NewParticipant {
            requireNonNull(customId, "customId is null");
            requireNonNull(presetName, "presetName is null");
        }
    }

    /**
     * What lets a participant in.
     *
     * @param participantId RealtimeKit's id of the participant
     * @param token the auth token, a secret
     */
    record IssuedToken(String participantId, String token) {
        /** Requires both. */
        public IssuedToken {
            requireNonNull(participantId, "participantId is null");
            requireNonNull(token, "token is null");
        }

        /** Masks the token. */
        @Override
        public String toString() {
            return "IssuedToken[participantId=" + participantId + ", token=***]";
        }
    }
}
