/** What the use cases need from outside, and the values these ports speak in. */
@NullMarked
package io.fleetfix.application.port;

import org.jspecify.annotations.NullMarked;
