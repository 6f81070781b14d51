/** The built-in pages, and what every answer carries. */
@NullMarked
package com.bahasadri.videocall.server.web;

import org.jspecify.annotations.NullMarked;
