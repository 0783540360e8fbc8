package io.fleetfix.bootstrap.profile;

import io.fleetfix.adapter.print.DocumentPrinter;
import io.fleetfix.application.port.Sender;
import io.fleetfix.domain.contact.Language;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;

/**
 * How documents look.
 *
 * @param language of documents for customers who have stated none
 * @param logo printed on documents
 * @param fonts a folder of fonts besides those that the service brings
 */
public record DocumentSettings(Language language, Optional<Path> logo, Optional<Path> fonts) {
  /**
   * Makes a printer of such documents.
   *
   * @throws io.fleetfix.outbox.event.InvalidValue with the field {@code logo} or {@code fonts}, if
   *     one can't be read
   */
  public DocumentPrinter printer(Sender sender, ZoneId zone) {
    return new DocumentPrinter(sender, zone, language, logo, fonts);
  }
}
