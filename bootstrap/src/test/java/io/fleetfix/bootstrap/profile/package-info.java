/** Tests of the profile's file. */
@NullMarked
package io.fleetfix.bootstrap.profile;

import org.jspecify.annotations.NullMarked;
