/** Mail servers that answer as a test wants. */
@NullMarked
package io.fleetfix.testing.mail;

import org.jspecify.annotations.NullMarked;
