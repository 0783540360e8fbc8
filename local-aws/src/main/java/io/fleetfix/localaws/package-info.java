/** Local stand-ins for AWS services, run as child processes on the loopback interface. */
@NullMarked
package io.fleetfix.localaws;

import org.jspecify.annotations.NullMarked;
