/** The mails that were sent, over HTTP, in the profiles that keep them. */
@NullMarked
package io.fleetfix.adapter.http.mailbox;

import org.jspecify.annotations.NullMarked;
