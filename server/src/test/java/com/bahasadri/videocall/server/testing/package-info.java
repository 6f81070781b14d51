/** The kit for integrators' tests, tested. */
package com.bahasadri.videocall.server.testing;
