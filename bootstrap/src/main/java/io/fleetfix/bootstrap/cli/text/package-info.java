/** How the commands read the values that people type, and print JSON for people. */
@NullMarked
package io.fleetfix.bootstrap.cli.text;

import org.jspecify.annotations.NullMarked;
