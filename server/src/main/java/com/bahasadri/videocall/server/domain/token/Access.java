package com.bahasadri.videocall.server.domain.token;

/** Who may call an operation; the contract says which of these each operation has. */
public enum Access {
    /** Anyone. */
    NONE,
    /** Anyone in the open mode; in the closed mode, who has an operator key. */
    OPERATOR,
    /** Anyone in the open mode; in the closed mode, who has an operator key or controls the session. */
    INVITE,
    /** Anyone in the open mode; in the closed mode, who has an operator key or any token of the session. */
    READ,
    /** As {@link #READ}; but who brings a token must bring one of the session, for it tells who shares. */
    SHARE,
    /** Who controls the session. */
    CONTROL
}
