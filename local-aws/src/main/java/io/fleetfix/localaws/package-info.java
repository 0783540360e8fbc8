/** Stand-ins for AWS as processes of their own on the loopback. */
@NullMarked
package io.fleetfix.localaws;

import org.jspecify.annotations.NullMarked;
