package io.fleetfix.localmail;

import io.fleetfix.application.port.Mailbox.MailId;
import io.fleetfix.localaws.OwnerOnly;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Mails in files that only their owner can read. A file has all of its mail, or does not exist,
 * even if the process is killed. Not guaranteed: that it survives the loss of power.
 *
 * <p>Only one process may use the folder.
 */
final class MailFolder {
  private static final String MAIL = ".eml";
  private static final String UNFINISHED = ".tmp";

  private final Path path;

  private MailFolder(Path path) {
    this.path = path;
  }

  /** The contents of a file. */
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Creates the folder if it is missing, and deletes what a killed process left unfinished. */
  static MailFolder open(Path path) throws IOException {
    OwnerOnly.folder(path);
    try (DirectoryStream<Path> unfinished = Files.newDirectoryStream(path, "*" + UNFINISHED)) {
      for (Path file : unfinished) {
        Files.delete(file);
      }
    }
    return new MailFolder(path);
  }

  /** The ids of all mails, oldest first. Other files are ignored. */
  List<MailId> ids() throws IOException {
    List<MailId> ids = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path, "*" + MAIL)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        MailId.parse(name.substring(0, name.length() - MAIL.length())).ifPresent(ids::add);
      }
    }
    ids.sort(Comparator.comparingLong(MailId::number));
    return ids;
  }

  /**
   * Writes a mail. When this returns, its file is complete and in its place.
   *
   * @throws IOException if the mail can't be written; then it does not exist
   */
  void write(MailId id, Content mail) throws IOException {
    Path unfinished = path.resolve(id + UNFINISHED);
    try {
      Files.deleteIfExists(unfinished);
      try (OutputStream out = Files.newOutputStream(OwnerOnly.file(unfinished))) {
        mail.writeTo(out);
      }
      Files.move(unfinished, file(id), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      try {
        Files.deleteIfExists(unfinished);
      } catch (IOException stillThere) {
        failure.addSuppressed(stillThere);
      }
      throw failure;
    }
  }

  /** Empty if the file does not exist. */
  Optional<byte[]> read(MailId id) throws IOException {
    try {
      return Optional.of(Files.readAllBytes(file(id)));
    } catch (NoSuchFileException deleted) {
      return Optional.empty();
    }
  }

  void delete(MailId id) throws IOException {
    Files.deleteIfExists(file(id));
  }

  Path file(MailId id) {
    return path.resolve(id + MAIL);
  }
}
