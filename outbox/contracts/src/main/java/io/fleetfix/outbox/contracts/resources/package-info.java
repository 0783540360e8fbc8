/** The contract of checks of resources, and the ways in which a resource can be dead. */
@NullMarked
package io.fleetfix.outbox.contracts.resources;

import org.jspecify.annotations.NullMarked;
