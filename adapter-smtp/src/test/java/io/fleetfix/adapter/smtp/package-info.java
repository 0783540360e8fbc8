/** Tests of mails over real SMTP. */
@NullMarked
package io.fleetfix.adapter.smtp;

import org.jspecify.annotations.NullMarked;
