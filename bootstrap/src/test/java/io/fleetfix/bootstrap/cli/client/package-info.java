/** The commands' client, against servers that refuse or cut connections. */
@NullMarked
package io.fleetfix.bootstrap.cli.client;

import org.jspecify.annotations.NullMarked;
