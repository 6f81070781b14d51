/** What every store of state has in common: the form in which it is kept, how events are numbered, and who is told. */
@NullMarked
package com.bahasadri.videocall.server.adapter.state;

import org.jspecify.annotations.NullMarked;
