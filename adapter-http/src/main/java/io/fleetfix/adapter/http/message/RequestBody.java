package io.fleetfix.adapter.http.message;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetfix.outbox.event.InvalidValue;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A JSON object in a request that has allowed fields only. Errors name a field by its path. */
public final class RequestBody {
  private static final Pattern JSON_IN_UTF_8 =
      Pattern.compile("application/json\\s*(;\\s*charset\\s*=\\s*\"?utf-8\"?\\s*)?");

  private static final Pattern UTC = Pattern.compile("\\d{4}-.*Z");
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");

  private final JsonNode object;
  private final String path;

  private RequestBody(JsonNode object, String path, String... fields) {
    if (!object.isObject()) {
      throw path.isEmpty()
          ? new Json.Unreadable(
              "The body must be a JSON object, not an array, text, number or null.")
          : new InvalidValue(path.substring(0, path.length() - 1), "must be an object");
    }
    this.object = object;
    this.path = path;
    refuseOthersThan(Set.of(fields));
  }

  /**
   * Reads the request's body.
   *
   * @param fields the fields that the object may have
   * @throws UnsupportedType if the request does not declare it as JSON in UTF-8
   * @throws Json.Unreadable if it is not a JSON object
   * @throws InvalidValue if it has other fields
   */
  public static RequestBody of(Context context, String... fields) {
    requireJson(context);
    return of(context.bodyAsBytes(), fields);
  }

  /**
   * Checks what the request declares. For a POST whose body does not matter, too: with any other
   * type, or without one, pages of other origins could send it.
   *
   * @throws UnsupportedType if the request does not declare its body as JSON in UTF-8
   */
  public static void requireJson(Context context) {
    String type = context.header("Content-Type");
    if (type == null || !JSON_IN_UTF_8.matcher(type.toLowerCase(Locale.ROOT).strip()).matches()) {
      throw new UnsupportedType();
    }
    if (context.header("Content-Encoding") != null) { // bodies are never decompressed: no bombs
      throw new UnsupportedType();
    }
  }

  public static RequestBody of(byte[] body, String... fields) {
    return new RequestBody(Json.read(body), "", fields);
  }

  /** The request's body is not declared as JSON in UTF-8, or it is compressed. */
  public static final class UnsupportedType extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnsupportedType() {
      super("The body is not application/json");
    }
  }

  public RequestBody object(String field, String... fields) {
    return new RequestBody(required(field), path + field + ".", fields);
  }

  /**
   * Reads a list of objects. Errors name an element by its place, as in {@code lines[0].price}.
   *
   * @param most how many elements the list may have; it must have at least one
   */
  public List<RequestBody> objects(String field, int most, String... fields) {
    List<JsonNode> elements = elements(field, most);
    return IntStream.range(0, elements.size())
        .mapToObj(i -> new RequestBody(elements.get(i), path + field + "[" + i + "].", fields))
        .toList();
  }

  /** Reads a list of one text or several. */
  public List<String> texts(String field, int most) {
    List<JsonNode> elements = elements(field, most);
    if (!elements.stream().allMatch(JsonNode::isTextual)) {
      throw wrong(field, "must be a list of texts");
    }
    return elements.stream().map(JsonNode::textValue).toList();
  }

  private List<JsonNode> elements(String field, int most) {
    JsonNode value = required(field);
    if (!value.isArray() || value.isEmpty() || value.size() > most) {
      throw wrong(field, "must be a list of 1 to " + most);
    }
    return value.valueStream().toList();
  }

  /** Reads the name of one of the allowed constants. */
  public <E extends Enum<E>> E choice(String field, Collection<E> allowed) {
    String name = text(field);
    return allowed.stream()
        .filter(each -> each.name().equals(name))
        .findAny()
        .orElseThrow(
            () ->
                wrong(
                    field,
                    allowed.stream()
                        .map(Enum::name)
                        .collect(Collectors.joining(", ", "must be one of ", ""))));
  }

  /** Reads a field if it is present. */
  public <T> Optional<T> optional(String field, Function<String, T> read) {
    return has(field) ? Optional.of(read.apply(field)) : Optional.empty();
  }

  /**
   * Makes a value of what was read. If it is not allowed, the exception names the field by its path
   * in the request.
   *
   * @param own how the names of the value's own fields begin, which the request does not repeat
   */
  public <T> T make(String own, Supplier<T> value) {
    try {
      return value.get();
    } catch (InvalidValue invalid) {
      String name = invalid.field();
      throw wrong(name.startsWith(own) ? name.substring(own.length()) : name, invalid.problem());
    }
  }

  /** What is wrong with a field of this object. */
  public InvalidValue wrong(String field, String problem) {
    return new InvalidValue(path + field, problem);
  }

  public String text(String field) {
    JsonNode value = required(field);
    if (!value.isTextual()) {
      throw wrong(field, "must be a text");
    }
    return value.textValue();
  }

  /**
   * Reads a text that may be null, but not empty: an empty text may be a mistake.
   *
   * @return empty for null
   */
  public Optional<String> textOrNull(String field) {
    @Nullable JsonNode value = object.get(field);
    if (value == null) {
      throw wrong(field, "is missing: if there is none, send null");
    }
    if (value.isNull()) {
      return Optional.empty();
    }
    String text = text(field);
    if (text.isEmpty()) {
      throw wrong(field, "must not be empty: if there is none, send null");
    }
    return Optional.of(text);
  }

  /** Whether the field is present. A null is present, and most methods refuse it. */
  public boolean has(String field) {
    return object.has(field);
  }

  public boolean flag(String field) {
    JsonNode value = required(field);
    if (!value.isBoolean()) {
      throw wrong(field, "must be true or false");
    }
    return value.booleanValue();
  }

  public int number(String field, int least, int most) {
    JsonNode value = required(field);
    if (!value.isInt() || value.intValue() < least || value.intValue() > most) {
      throw wrong(field, "must be a number from " + least + " to " + most);
    }
    return value.intValue();
  }

  /**
   * Reads a time, or a date for the midnight (UTC) at its start. Years have four digits, because
   * only such times sort as texts.
   */
  public Instant time(String field) {
    String text = text(field);
    try {
      if (DATE.matcher(text).matches()) {
        return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
      }
      if (UTC.matcher(text).matches()) {
        return Instant.parse(text);
      }
    } catch (DateTimeParseException noTime) {
      // The message below names the field and shows both forms.
    }
    throw wrong(
        field,
        "must be a UTC time such as 2025-11-12T14:00:00Z, or a date such as 2025-11-12 for midnight"
            + " UTC at its start");
  }

  private JsonNode required(String field) {
    @Nullable JsonNode value = object.get(field);
    if (value == null || value.isNull()) {
      throw wrong(field, "is missing");
    }
    return value;
  }

  private void refuseOthersThan(Set<String> fields) {
    for (Iterator<String> given = object.fieldNames(); given.hasNext(); ) {
      String name = given.next();
      if (!fields.contains(name)) {
        throw new InvalidValue(path + shown(name), "is not a known field");
      }
    }
  }

  /** The name of an unknown field is repeated only if it is safe wherever it is shown. */
  private static String shown(String name) {
    return name.matches("[A-Za-z][A-Za-z0-9_]{0,39}") ? name : "?";
  }
}
