/** What a web page can send is refused. */
@NullMarked
package io.fleetfix.localaws.gate;

import org.jspecify.annotations.NullMarked;
