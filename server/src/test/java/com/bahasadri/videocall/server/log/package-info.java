/** What is written to the log and what never is. */
package com.bahasadri.videocall.server.log;
