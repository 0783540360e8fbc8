package io.fleetfix.bootstrap.profile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fleetfix.outbox.event.InvalidValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a small JSON file strictly. Errors say where, and repeat nothing of the content. */
final class JsonFile {
  private static final int MAX_BYTES = 65_536;
  private static final String BYTE_ORDER_MARK = "\ufeff"; // some editors on Windows write it
  private static final Pattern DUPLICATE = Pattern.compile("Duplicate field '(.*)'");

  private static final ObjectMapper STRICT =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private JsonFile() {}

  /**
   * Reads a file.
   *
   * @return a missing node if the file is empty
   * @throws InvalidValue if it can't be read, is too large, or is not JSON in UTF-8
   */
  static JsonNode read(Path file) {
    String text = text(bytes(file));
    try (JsonParser parser = STRICT.createParser(text)) {
      try {
        @Nullable JsonNode content = STRICT.reader().readTree(parser);
        return content == null ? MissingNode.getInstance() : content;
      } catch (JsonProcessingException mistake) {
        throw describe(mistake, parser);
      }
    } catch (IOException impossible) {
      throw new IllegalStateException("A text in memory can be read", impossible);
    }
  }

  /** A folder, a pipe and the like are refused before they are opened: reading could wait. */
  private static byte[] bytes(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new InvalidValue(
          ProfileFile.WHOLE, Files.exists(file) ? "must be a regular file" : "must exist");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new InvalidValue(ProfileFile.WHOLE, "must have at most " + MAX_BYTES + " bytes");
      }
      return bytes;
    } catch (IOException unreadable) {
      throw new InvalidValue(ProfileFile.WHOLE, "must be a file that this process can read");
    }
  }

  private static String text(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException notUtf8) {
      throw new InvalidValue(ProfileFile.WHOLE, "must be JSON in UTF-8");
    }
  }

  private static InvalidValue describe(JsonProcessingException mistake, JsonParser parser) {
    JsonLocation location =
        Optional.ofNullable(mistake.getLocation()).orElseGet(parser::currentLocation);
    String place = "line " + location.getLineNr() + ", column " + location.getColumnNr();
    Matcher duplicate = DUPLICATE.matcher(mistake.getOriginalMessage());
    if (duplicate.matches()) {
      String field = pathTo(parser.getParsingContext()) + Fields.shown(duplicate.group(1));
      return new InvalidValue(field, "must be stated only once (before " + place + ")");
    }
    return new InvalidValue(ProfileFile.WHOLE, "must be JSON: see " + place);
  }

  /** The names of the fields that an object is in, with a dot behind each. */
  private static String pathTo(JsonStreamContext object) {
    StringBuilder path = new StringBuilder();
    for (JsonStreamContext in = object.getParent(); in != null; in = in.getParent()) {
      if (in.hasCurrentName()) {
        path.insert(0, Fields.shown(in.getCurrentName()) + ".");
      }
    }
    return path.toString();
  }
}
