/** Tests of the processes of a local run. */
@NullMarked
package io.fleetfix.localaws;

import org.jspecify.annotations.NullMarked;
