/** What may depend on what. */
package com.bahasadri.videocall.server.architecture;
