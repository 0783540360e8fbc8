/** The processes of a local run as their users see them. */
@NullMarked
package io.fleetfix.testing.localaws;

import org.jspecify.annotations.NullMarked;
