/** The command line, and the composition root: the only package that depends on all modules. */
@NullMarked
package io.fleetfix.bootstrap;

import org.jspecify.annotations.NullMarked;
