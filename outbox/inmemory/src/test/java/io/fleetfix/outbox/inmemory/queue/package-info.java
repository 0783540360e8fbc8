@NullMarked
package io.fleetfix.outbox.inmemory.queue;

import org.jspecify.annotations.NullMarked;
