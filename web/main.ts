import { start_beside } from "./beside";
import { start_cards } from "./card";
import { start_dropping } from "./drop";
import { start_map } from "./map";
import { start_keys } from "./keys";
import { start_search } from "./search";
import { start_reviewing } from "./review";
import { start_target } from "./target";
import { start_zoom } from "./zoom";

start_cards();
start_map();
start_keys();
start_target();
start_beside();
start_search();
start_zoom();
start_dropping();
start_reviewing();
