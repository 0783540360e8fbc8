/** Tests of the local mail server. */
@NullMarked
package io.fleetfix.localmail;

import org.jspecify.annotations.NullMarked;
