/** What stands before the resources, over HTTP. */
package com.bahasadri.videocall.server.filter;
