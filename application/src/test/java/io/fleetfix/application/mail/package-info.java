@NullMarked
package io.fleetfix.application.mail;

import org.jspecify.annotations.NullMarked;
