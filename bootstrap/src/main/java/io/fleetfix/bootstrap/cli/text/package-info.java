/** How the commands print JSON for people. */
@NullMarked
package io.fleetfix.bootstrap.cli.text;

import org.jspecify.annotations.NullMarked;
