/** What runs in the process of the local mail server. */
@NullMarked
package io.fleetfix.support.localaws.mail;

import org.jspecify.annotations.NullMarked;
