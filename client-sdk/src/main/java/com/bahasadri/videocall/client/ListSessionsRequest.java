package com.bahasadri.videocall.client;

import com.bahasadri.videocall.client.model.SessionStatus;
import org.jspecify.annotations.Nullable;

/**
 * Which sessions to list. Immutable and safe for use by many threads.
 *
 * @param status only sessions in this state, or null for both
 * @param limit how many sessions a page holds, 1 to 100, or null for 20
 * @param cursor where to go on, as an earlier page told it, or null for the beginning
 */
public record ListSessionsRequest(
        @Nullable SessionStatus status,
        @Nullable Integer limit,
        @Nullable String cursor) {

    /**
     * All sessions, newest first.
     *
     * @return a request that leaves nothing out
     */
    public static ListSessionsRequest all() {
        return builder().build();
    }

    /**
     * Starts to build one.
     *
     * @return a builder with everything unset
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * A copy that goes on elsewhere.
     *
     * @param changed where, as a page told it
     * @return the copy
     */
    public ListSessionsRequest withCursor(String changed) {
        return new ListSessionsRequest(status, limit, changed);
    }

    /** Builds a {@link ListSessionsRequest}. Not safe for use by many threads. */
    public static final class Builder {
        private @Nullable SessionStatus status;
        private @Nullable Integer limit;
        private @Nullable String cursor;

        private Builder() {}

        /**
         * Lists only sessions in one state.
         *
         * @param status the state, or null for both
         * @return this builder
         */
        public Builder status(@Nullable SessionStatus status) {
            this.status = status;
            return this;
        }

        /**
         * Sets how many sessions a page holds.
         *
         * @param limit 1 to 100, or null for 20
         * @return this builder
         */
        public Builder limit(@Nullable Integer limit) {
            this.limit = limit;
            return this;
        }

        /**
         * Sets where to go on.
         *
         * @param cursor as an earlier page told it, or null for the beginning
         * @return this builder
         */
        public Builder cursor(@Nullable String cursor) {
            this.cursor = cursor;
            return this;
        }

        /**
         * Builds the request.
         *
         * @return the request
         */
        public ListSessionsRequest build() {
            return new ListSessionsRequest(status, limit, cursor);
        }
    }
}
