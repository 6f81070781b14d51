package com.bahasadri.videocall.server.repeat;

/** What becomes of a write with a key: it runs, or it has been answered. */
public sealed interface Turn permits Run, StoredAnswer {}
