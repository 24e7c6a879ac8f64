import type { liveTexts as original } from '../english/liveTexts.ts';
import { translation } from '../translation.ts';

export const liveTexts = translation<typeof original, 'spanish'>()({
  'verdict.pass': 'Conforme',
  'verdict.fail': 'No conforme',
  'verdict.review': 'Revisar',
  'verdict.unreadable': 'Ilegible',
  'verdict.reviewExplain': 'Entre los dos límites: decide una persona.',

  'condition.inspecting.word': 'Inspeccionando',
  'condition.inspecting.explain': 'Las imágenes se inspeccionan según llegan.',
  'condition.waiting.word': 'En espera',
  'condition.waiting.explain': 'Lista. Se inspeccionará la primera imagen que llegue a la carpeta.',
  'condition.starting.word': 'Arrancando',
  'condition.starting.explain':
    'Se carga el modelo, se comprueba con sus imágenes de referencia y se mide su tiempo.',
  'condition.stopped.word': 'Parada',
  'condition.stopped.explain':
    'La inspección se paró aquí. Las imágenes que llegan quedan en la carpeta y se inspeccionan tras el arranque.',
  'condition.sourceMissing.word': 'Sin carpeta',
  'condition.sourceMissing.explain':
    'No se encuentra la carpeta vigilada, así que no se inspecciona nada. Compruebe el ordenador de la cámara y la red.',
  'condition.restarting.word': 'Rearrancando',
  'condition.restarting.explain':
    'La evaluación ha fallado y vuelve a arrancar sola. Las imágenes esperan; no se pierde ninguna.',
  'condition.refused.word': 'Sin modelo',
  'condition.refused.explain': 'El modelo no se puede usar, así que no se inspecciona nada.',

  'condition.blocked.word': 'Bloqueada',
  'condition.blocked.explain':
    'Las imágenes esperan hasta que este producto pase la verificación; no se pierde ninguna. En Verificación se ve qué falló.',

  'source.starting': 'Arrancando',
  'source.watching': 'Vigilando',
  'source.polling': 'Vigilando por sondeo',
  'source.missing': 'Falta la carpeta',
  'source.stopped': 'Parada',

  lanes: 'Carpetas vigiladas',
  'lane.start': 'Iniciar inspección',
  'lane.stop': 'Parar inspección',

  'stage.empty': 'Todavía no hay imagen',
  'stage.label': 'Imagen de cámara {file}, veredicto {verdict}',
  'stage.unreadable': 'Este archivo no se pudo leer como imagen.',
  'stage.noPicture': 'La imagen de esta inspección ya no se conserva. Su entrada en el registro sí.',
  'stage.last': 'Última imagen inspeccionada',
  'stage.noMap':
    'No se muestra el mapa de anomalías: la estación ya no tiene el paquete de modelo que evaluó esta imagen.',
  'map.show': 'Mapa de anomalías',
  'map.opacity': 'Opacidad',
  'map.limit': 'límite',
  'map.legendLabel':
    'Colores del mapa de anomalías: nada por debajo de la mitad del límite, naranja en el límite, morado oscuro al doble del límite',
  'hold.mark': 'Retenida',
  'hold.explain': 'Está reteniendo esta imagen. La inspección continúa.',
  'hold.since': 'Está reteniendo esta imagen. Desde entonces llegaron {count} más.',
  'hold.back': 'Volver a en vivo',

  'gauge.heading': 'Puntuación / límite',
  'gauge.none': 'sin puntuación',
  'gauge.spoken': '{ratio} veces el límite',
  'gauge.beyond': 'más de 2 ×',
  'gauge.review': 'Para revisar',
  'gauge.spokenReview': '{ratio} veces el límite, para revisar',

  'strip.label': 'Últimas imágenes, la más reciente a la derecha',
  'strip.tile': '{verdict}, {file}, {time}. Retener esta imagen',
  'strip.empty': 'Aquí aparecen las últimas imágenes',

  'shift.since': 'Turno desde {time}',
  'shift.yield': 'Rendimiento',
  'shift.ofJudged': 'de {count} evaluadas',
  'rate.heading': 'Ritmo',
  'rate.unit': 'imágenes / min',
  'queue.heading': 'Cola',
  'queue.of': 'de {capacity}',
  'queue.behind': '+{count} en la carpeta',
  'provider.heading': 'Funciona en',
  'provider.auto': 'Automático',
  'provider.cpu': 'CPU',
  'provider.cuda': 'CUDA',
  'provider.webgpu': 'WebGPU',
  'provider.dml': 'DirectML',
  'provider.coreml': 'Core ML',
  'provider.instead': 'en lugar de {chosen}',
  'provider.speed': '{ms} por imagen',
});
