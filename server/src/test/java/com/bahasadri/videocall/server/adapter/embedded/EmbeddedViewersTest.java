package com.bahasadri.videocall.server.adapter.embedded;

import com.bahasadri.videocall.server.adapter.state.ViewersBehaviour;
import com.bahasadri.videocall.server.port.Viewers;

/** {@link EmbeddedViewers}. */
class EmbeddedViewersTest extends ViewersBehaviour {
    @Override
    protected Viewers open() {
        return new EmbeddedViewers();
    }
}
