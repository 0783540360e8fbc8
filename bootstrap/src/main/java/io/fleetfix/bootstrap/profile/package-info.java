/** The workshop's profile, read from its file. */
@NullMarked
package io.fleetfix.bootstrap.profile;

import org.jspecify.annotations.NullMarked;
