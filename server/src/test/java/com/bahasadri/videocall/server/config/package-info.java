/** The configuration, and the process that reads it. */
package com.bahasadri.videocall.server.config;
