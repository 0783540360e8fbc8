/** Mail servers with scripted responses. */
@NullMarked
package io.fleetfix.testing.mail;

import org.jspecify.annotations.NullMarked;
