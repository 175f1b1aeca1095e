-- Runs in Envoy on the way of a call to the platform: a field or a page of an answer that repeats the gateway's token, or a
-- secret of its metadata, is withheld. Messages of the platform pass unread.
local withheld = "[redacted]"
local shortest, cuttable, beginning = 4, 12, 8
local namespace = "audiokit.sent"

local function percentEncoded(text)
  return (text:gsub("[^%w%-._~]", function(one) return ("%%%02X"):format(one:byte()) end))
end

local function hex(text)
  return (text:gsub(".", function(one) return ("%02x"):format(one:byte()) end))
end

-- The base64 characters that depend on the text alone, after 0, 1 or 2 other bytes.
local function addBase64(forms, handle, text)
  for offset = 0, 2 do
    local encoded = handle:base64Escape(("\0"):rep(offset) .. text)
    local form = encoded:sub(math.ceil(8 * offset / 6) + 1, math.floor(8 * (offset + #text) / 6))
    if #form >= 6 then
      forms[#forms + 1] = form
      forms[#forms + 1] = (form:gsub("%+", "-"):gsub("/", "_"))
    end
  end
end

local function addForms(forms, handle, value)
  if #value < shortest then return end
  local head = #value >= cuttable and value:sub(1, beginning) or value
  forms[#forms + 1] = head
  forms[#forms + 1] = hex(head)
  forms[#forms + 1] = hex(head):upper()
  addBase64(forms, handle, head)
  addBase64(forms, handle, percentEncoded(head))
end

local function character(code)
  return code < 128 and string.char(code) or "?"
end

local entities = { amp = "&", lt = "<", gt = ">", quot = '"', apos = "'" }

-- The text with one layer of escapes undone: of URLs, JSON and HTML.
local function unescaped(text)
  return (text
    :gsub("%%(%x%x)", function(code) return string.char(tonumber(code, 16)) end)
    :gsub("\\+u(%x%x%x%x)", function(code) return character(tonumber(code, 16)) end)
    :gsub("\\+x(%x%x)", function(code) return string.char(tonumber(code, 16)) end)
    :gsub('\\+(["/\'\\])', "%1")
    :gsub("&#[xX](%x%x?);", function(code) return character(tonumber(code, 16)) end)
    :gsub("&#(%d%d?%d?);", function(code) return character(tonumber(code)) end)
    :gsub("&(%l+);", entities))
end

local function holds(text, forms)
  for _ = 1, 4 do
    for _, form in ipairs(forms) do
      if text:find(form, 1, true) then return true end
    end
    local next = unescaped(text)
    if next == text then return false end
    text = next
  end
  return false
end

local function clean(fields, forms)
  local found = {}
  for name, value in pairs(fields) do
    if #value >= shortest and name:sub(1, 1) ~= ":" and holds(value, forms) then found[#found + 1] = name end
  end
  for _, name in ipairs(found) do
    -- A binary field must stay base64, so it goes.
    if name:sub(-4) == "-bin" then fields:remove(name) else fields:replace(name, withheld) end
  end
end

function envoy_on_request(handle)
  if not bringsToken then return end
  local token = (handle:headers():get("authorization") or ""):gsub("^%a+ +", "")
  if #token >= shortest then handle:streamInfo():dynamicMetadata():set(namespace, "token", token) end
end

-- The forms of the last token, which many calls have in common.
local known = { token = nil, forms = nil }

local function formsFor(handle, token)
  if known.forms and known.token == token then return known.forms end
  local forms = {}
  for _, value in ipairs(configured) do addForms(forms, handle, value) end
  if token then addForms(forms, handle, token) end
  known.token, known.forms = token, forms
  return forms
end

function envoy_on_response(handle)
  local sent = handle:streamInfo():dynamicMetadata():get(namespace)
  local forms = formsFor(handle, sent and sent.token)
  if #forms == 0 then return end
  clean(handle:headers(), forms)
  local kind = handle:headers():get("content-type") or ""
  if kind:sub(1, 16) ~= "application/grpc" then
    if onlyRefusals and (tonumber(handle:headers():get(":status")) or 0) < 400 then return end
    local body = handle:body()
    if body and body:length() > 0 and holds(body:getBytes(0, body:length()), forms) then
      handle:headers():replace("content-length", tostring(body:setBytes(withheld)))
    end
    return
  end
  local trailers = handle:trailers()
  if trailers then clean(trailers, forms) end
end
