/** Tests of video files, over HTTP and below it. */
package com.bahasadri.videocall.server.file;
