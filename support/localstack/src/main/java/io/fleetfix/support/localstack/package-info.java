/** LocalStack in a container, to repeat the tests of the local processes on another emulator. */
@NullMarked
package io.fleetfix.support.localstack;

import org.jspecify.annotations.NullMarked;
