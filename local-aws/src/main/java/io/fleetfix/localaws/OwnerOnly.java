package io.fleetfix.localaws;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Folders and files that only their owner can read. Some file systems have no such rights: there,
 * this changes nothing, and {@link #isOpen} says so.
 */
public final class OwnerOnly {
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

  private OwnerOnly() {}

  /** Whether others may be able to read what exists here. */
  static boolean isOpen(Path path) throws IOException {
    return !hasRights(path) || !FOLDER.containsAll(Files.getPosixFilePermissions(path));
  }

  /** Creates a folder with its parents, or restricts the one that exists, without its contents. */
  public static void folder(Path path) throws IOException {
    Files.createDirectories(path, attributes(path, FOLDER));
    restrict(path, FOLDER);
  }

  /** Creates an empty file if it is missing; returns its path. */
  public static Path file(Path path) throws IOException {
    try {
      return Files.createFile(path, attributes(path, FILE));
    } catch (FileAlreadyExistsException kept) {
      return path;
    }
  }

  /**
   * Restricts a folder and all that is in it. Links are neither followed nor changed.
   *
   * @throws IOException if another user owns some of it
   */
  static void restrictAll(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes)
              throws IOException {
            restrict(path, FOLDER);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes)
              throws IOException {
            if (attributes.isRegularFile()) {
              restrict(path, FILE);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static void restrict(Path path, Set<PosixFilePermission> rights) throws IOException {
    if (hasRights(path) && !Files.getPosixFilePermissions(path).equals(rights)) {
      Files.setPosixFilePermissions(path, rights);
    }
  }

  private static FileAttribute<?>[] attributes(Path path, Set<PosixFilePermission> rights) {
    return hasRights(path)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(rights)}
        : new FileAttribute<?>[0];
  }

  private static boolean hasRights(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
