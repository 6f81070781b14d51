/** The jars that the build makes, looked at from outside. */
package com.bahasadri.videocall.client.build;
