/** The ports that the use cases need, and the types in their signatures. */
@NullMarked
package io.fleetfix.application.port;

import org.jspecify.annotations.NullMarked;
