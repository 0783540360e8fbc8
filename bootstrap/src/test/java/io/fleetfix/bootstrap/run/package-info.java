@NullMarked
package io.fleetfix.bootstrap.run;

import org.jspecify.annotations.NullMarked;
