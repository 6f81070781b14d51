/** The built-in pages over HTTP. */
package com.bahasadri.videocall.server.web;
